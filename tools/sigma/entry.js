// What the page uses of sigma.js and graphology, as one global: sigmaKit.
export { default as Graph } from "graphology";
export { default as Sigma } from "sigma";
export { EdgeLineProgram } from "sigma/rendering";
