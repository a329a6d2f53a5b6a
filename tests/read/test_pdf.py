from lawgraph.read import read_paths

LINES = [
    "云岭市司法局召开工作会",
    "发布时间：2022-03-01 来源：云岭市司法局",
    "云岭市司法局近日召开会议，研究部署全市行政执",
    "法监督工作，局长何志远主持会议并讲话，各县区",
    "司法局负责同志参加会议，会议听取了有关情况的",
    "汇报，对下一步工作作出安排。",
    "责任编辑：周明",
    "— 1 —",
]


def pdf_of(lines):
    """Write a one-page PDF with a font that is named and not embedded, as Chinese offices make them."""
    rows = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T*\n" for line in lines)
    content = f"BT /F1 12 Tf 16 TL 40 800 Td\n{rows}ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
            b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 7 0 R>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800"
            b"/Descent -200/CapHeight 700/StemV 80>>"
        ),
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        out
        + b"xref\n0 8\n0000000000 65535 f \n%strailer<</Size 8/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(out))
    )


def test_pdf(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf_of(LINES))
    reading = read_paths([tmp_path])
    assert reading.failures == ()
    (article,) = reading.articles
    assert (article.title, article.date, article.publisher) == (
        "云岭市司法局召开工作会",
        "2022-03-01",
        "云岭市司法局",
    )
    assert article.creators == ("周明",)
    assert article.text == "".join(LINES[2:6])


def test_pdf_without_text_may_be_a_scan(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf_of(["12"]))
    (failure,) = read_paths([tmp_path]).failures
    assert "scan" in failure.problem
