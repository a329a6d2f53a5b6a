#!/bin/sh
# Makes src/lawgraph/view/sigma.min.js and its licence anew from the packages that package-lock.json pins.
# The same lock gives the same bytes. Needs Node and npm; nothing else in the project does.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp package.json package-lock.json entry.js "$work"
out=$(cd ../../src/lawgraph/view && pwd)
cd "$work"
npm ci --no-audit --no-fund --ignore-scripts --silent
npx esbuild entry.js --bundle --minify --format=iife --global-name=sigmaKit --target=es2020 --legal-comments=none \
    --banner:js='/* sigma.js 3.0.3 and graphology 0.26.0, MIT licence: see sigma.LICENSE.txt */' --outfile="$out/sigma.min.js"
{
    echo "sigma.min.js holds, bundled by esbuild 0.28.2 (tools/sigma/bundle.sh):"
    for package in sigma graphology graphology-utils events; do
        licence=$(ls "node_modules/$package"/LICENSE*)
        printf '\n== %s %s ==\n\n' "$package" "$(node -p "require('./node_modules/$package/package.json').version")"
        tr -d '\r' < "$licence" | sed 's/[[:space:]]*$//'
    done
} > "$out/sigma.LICENSE.txt"
