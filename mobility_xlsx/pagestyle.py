"""How report.html looks, on the screen and printed; the colors are those of the workbooks."""

from mobility_xlsx.workbook import look

STYLE = f"""
:root{{color-scheme:light}}
*{{box-sizing:border-box}}
body{{margin:0;font:16px/1.5 Arial,Helvetica,sans-serif;color:{look.INK};background:{look.WHITE}}}
header{{background:{look.NAVY};color:{look.WHITE};padding:28px 0}}
header p{{margin:6px 0 0;font-size:18px}}
.in{{max-width:1080px;margin:0 auto;padding:0 24px}}
h1{{margin:0;font-size:30px}}
h2{{margin:38px 0 8px;font-size:22px;color:{look.NAVY};border-bottom:3px solid {look.NAVY};padding-bottom:4px}}
nav{{margin:16px 0;font-size:15px}}nav a{{margin-right:14px;white-space:nowrap}}
a{{color:{look.LINK}}}
.counts{{display:flex;flex-wrap:wrap;gap:10px;padding:0;margin:22px 0 0;list-style:none}}
.counts li{{flex:1 1 120px;background:{look.LABEL};border-left:5px solid {look.TEAL};padding:8px 12px;font-size:14px}}
.counts b{{display:block;font-size:26px;line-height:1.2}}
.wide{{overflow-x:auto}}
table{{border-collapse:collapse;width:100%;font-size:14px;margin:10px 0}}
caption{{text-align:left;color:{look.MUTED};padding:4px 0}}
th,td{{border:1px solid {look.RULE};padding:6px 9px;text-align:left;vertical-align:top;overflow-wrap:break-word}}
thead th{{background:{look.TEAL};color:{look.WHITE}}}
tbody th{{font-weight:bold;min-width:130px}}
svg{{max-width:100%;height:auto;display:block;margin:10px 0;font:13px Arial,Helvetica,sans-serif;fill:{look.INK}}}
.rings .n{{fill:{look.WHITE};font-size:10.5px;font-weight:bold;text-anchor:middle}}
.rings .t{{font-size:12px;font-weight:bold;text-anchor:middle}}
.pair{{display:flex;gap:28px;align-items:flex-start;flex-wrap:wrap}}.pair>*{{flex:1 1 400px;min-width:0}}
.members{{font-size:14px;columns:2 200px;column-gap:38px;padding-left:28px}}.members li{{break-inside:avoid}}
.members small{{display:block;line-height:1.25}}
.members small,.soft{{color:{look.MUTED}}}
.good{{color:{look.GOOD[0]};font-weight:bold}}.bad{{color:{look.BAD[0]};font-weight:bold}}
footer{{margin:40px 0 30px;color:{look.MUTED};font-size:13px}}
@media print{{@page{{size:letter;margin:14mm}}
body{{font-size:11pt}}table{{font-size:8.5pt}}th,td{{padding:3px 5px}}tbody th{{min-width:80px}}
caption,thead{{break-after:avoid}}nav{{display:none}}
a{{color:inherit;text-decoration:none}}
header,thead th,.counts li,svg{{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
h2{{break-after:avoid}}tr,svg,.counts li{{break-inside:avoid}}
thead{{display:table-header-group}}.wide{{overflow:visible}}}}
"""
