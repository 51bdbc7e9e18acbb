/** The style sheet of every page: system fonts, light and dark, narrow screens and paper. */
export const STYLE = `
:root {
  --paper: #fbfaf8; --card: #ffffff; --ink: #1d1f24; --soft: #5d6470; --line: #e2e0da; --wash: #f2f0eb;
  --good: #176b45; --good-wash: #e3f2e9; --bad: #a8321f; --bad-wash: #fae8e4; --note: #7a5200; --note-wash: #fbf0d9;
  --mark: #2b5aa8; --mark-wash: #e6edf8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171b; --card: #1c1f25; --ink: #e9e8e4; --soft: #a1a7b3; --line: #31353d; --wash: #23272e;
    --good: #74cf9f; --good-wash: #18362a; --bad: #f39a88; --bad-wash: #44221c; --note: #e8bf6a; --note-wash: #3a2e15;
    --mark: #8db4f2; --mark-wash: #1d2c46;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%;
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif;
}
main { max-width: 1136px; margin: 0 auto; padding: 40px 24px 72px; }
h1 { font-size: 28px; line-height: 1.25; letter-spacing: -.015em; margin: 10px 0; max-width: 32em; text-wrap: balance; }
h2 { font-size: 19px; letter-spacing: -.005em; margin: 52px 0 4px; }
h3 { font-size: 15px; margin: 28px 0 6px; }
p { margin: 6px 0; max-width: 74ch; }
a { color: var(--mark); text-underline-offset: 2px; }
.soft, .lead { color: var(--soft); }
.lead { margin-bottom: 14px; }
.small { font-size: 13px; }
code { font: .87em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.badge { display: inline-block; padding: 1px 9px; border-radius: 99px; font-size: 13px; font-weight: 600; white-space: nowrap; background: var(--wash); color: var(--soft); }
.badge.good { background: var(--good-wash); color: var(--good); }
.badge.bad { background: var(--bad-wash); color: var(--bad); }
.badge.note { background: var(--note-wash); color: var(--note); }
.badge.mark { background: var(--mark-wash); color: var(--mark); }
.note-box { border-left: 3px solid var(--note); background: var(--note-wash); padding: 8px 14px; border-radius: 0 6px 6px 0; max-width: 78ch; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 22px 0 0; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; min-width: 0; }
.tile dt { color: var(--soft); font-size: 13px; }
.tile dd { margin: 2px 0 0; font-size: 20px; font-weight: 600; letter-spacing: -.01em; overflow-wrap: anywhere; }
.tile dd small { display: block; font-size: 13px; font-weight: 400; letter-spacing: 0; color: var(--soft); }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin: 12px 0; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 8px 14px; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
thead th { border-top: 0; font-size: 13px; font-weight: 600; color: var(--soft); background: var(--wash); white-space: nowrap; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td small { display: block; color: var(--soft); font-size: 13px; line-height: 1.4; white-space: normal; }
.best { font-weight: 700; color: var(--good); }
.quote p { margin: 0 0 4px; max-width: none; }
[lang=ko] { word-break: keep-all; overflow-wrap: anywhere; }
.starts { display: flex; flex-wrap: wrap; gap: 12px; margin: 14px 0; }
.starts a { background: var(--mark-wash); border: 1px solid var(--mark); border-radius: 8px; padding: 7px 16px; font-weight: 600; text-decoration: none; }
.wide { min-width: 16em; }
.nowrap { white-space: nowrap; }
@media screen and (min-width: 681px) { .nowrap small, .figure small { white-space: nowrap; } }
details { margin: 8px 0; }
summary { cursor: pointer; padding: 4px 0; }
.facts { display: grid; grid-template-columns: minmax(8em, max-content) 1fr; gap: 4px 24px; margin: 12px 0; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
svg { display: block; }
.bar { width: 200px; height: 26px; }
.bar .axis { stroke: var(--line); stroke-width: 1; }
.bar .side { fill: var(--good-wash); }
.bar .range { stroke-width: 6; stroke-linecap: round; opacity: .45; }
.bar .bound { stroke: var(--ink); stroke-width: 1.5; }
.bar .pass { stroke: var(--good); fill: var(--good); }
.bar .fail { stroke: var(--bad); fill: var(--bad); }
.bar .open { stroke: var(--soft); fill: var(--soft); }
.lengths { max-width: 560px; } .lengths th { font-weight: 400; white-space: nowrap; } .lengths td:nth-child(2) { width: 60%; }
.length { display: block; height: 10px; margin-top: 6px; border-radius: 3px; background: var(--mark); opacity: .75; }
.drawing { margin: 12px 0; padding: 14px 16px; }
.drawing svg { width: 100%; height: auto; margin: 0 auto; }
.drawing figcaption { margin-top: 8px; } .drawing figcaption small { display: block; margin-top: 6px; color: var(--soft); font-size: 13px; max-width: 90ch; }
.map { min-width: 640px; max-width: 900px; }
.map .axis, .plot .grid { stroke: var(--line); stroke-width: 1; }
.map text, .plot text { fill: var(--ink); font-size: 11px; text-anchor: middle; }
.map .end { fill: var(--soft); } .map .end[text-anchor=start] { text-anchor: start; } .map .end[text-anchor=end] { text-anchor: end; }
.map circle { stroke-width: 1.5; fill-opacity: .85; } .map .id { font-weight: 600; }
.map circle.good { fill: var(--good-wash); stroke: var(--good); } .map text.good { fill: var(--good); }
.map circle.mark { fill: var(--mark-wash); stroke: var(--mark); } .map text.mark { fill: var(--mark); }
.map circle.note { fill: var(--note-wash); stroke: var(--note); } .map text.note { fill: var(--note); }
.map circle.bad { fill: var(--bad-wash); stroke: var(--bad); } .map text.bad { fill: var(--bad); }
.plot { max-width: 420px; }
.plot text { fill: var(--soft); } .plot .row { text-anchor: end; }
.plot .even { stroke: var(--soft); stroke-dasharray: 4 4; }
.plot polyline { fill: none; stroke-width: 1.5; }
.plot .blend { stroke: var(--mark); fill: var(--mark); } .plot .blend polyline { stroke-width: 2.5; }
.plot .rate { stroke: var(--note); fill: var(--card); } .plot .window { stroke: var(--soft); fill: var(--card); }
.key { margin-right: 12px; font-size: 13px; white-space: nowrap; }
.key::before { content: ""; display: inline-block; width: 10px; height: 10px; margin-right: 6px; border-radius: 50%; border: 2px solid; vertical-align: -1px; }
.key.blend::before { border-color: var(--mark); background: var(--mark); }
.key.rate::before { border-color: var(--note); } .key.window::before { border-color: var(--soft); }
.stretch { display: inline-block; width: 120px; height: 10px; margin-right: 12px; } .stretch rect { fill: var(--mark); opacity: .75; }
h4 { font-size: 14px; margin: 18px 0 2px; }
.dag { padding: 16px; }
.dag svg { min-width: 960px; width: 100%; height: auto; }
.dag .box { fill: var(--wash); stroke: var(--line); stroke-width: 1.2; }
.dag .done { fill: var(--good-wash); stroke: var(--good); }
.dag .reused { fill: var(--mark-wash); stroke: var(--mark); }
.dag .failed { fill: var(--bad-wash); stroke: var(--bad); }
.dag .running { fill: var(--note-wash); stroke: var(--note); }
.dag .link { fill: none; stroke: var(--soft); stroke-width: 1.1; stroke-linejoin: round; opacity: .75; }
.dag .tip { fill: var(--soft); }
.dag text { fill: var(--ink); font-size: 10.5px; text-anchor: middle; }
.dag .under { fill: var(--soft); font-size: 9.5px; }
@media screen and (max-width: 680px) {
  main { padding: 24px 16px 48px; }
  h1 { font-size: 23px; }
  th, td { padding: 7px 10px; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: 10px; }
  .stacks, .stacks tbody, .stacks tr, .stacks td { display: block; }
  .stacks thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacks tr { padding: 10px 12px; border-top: 1px solid var(--line); }
  .stacks tr:first-child { border-top: 0; }
  .stacks td { display: grid; grid-template-columns: 7.2em minmax(0, 1fr); gap: 0 12px; border: 0; padding: 3px 0; min-width: 0; text-align: left; white-space: normal; overflow-wrap: anywhere; }
  .stacks td::before { content: attr(data-title); padding-top: 2px; font-size: 13px; line-height: 1.4; color: var(--soft); }
  .stacks td:empty { display: none; }
}
@media print {
  :root {
    --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --wash: #f3f3f3;
    --good: #145c3b; --good-wash: #e8f4ed; --bad: #96291a; --bad-wash: #fbebe8; --note: #6b4800; --note-wash: #fbf3e0;
    --mark: #244c8f; --mark-wash: #e9eff9;
  }
  body { font-size: 11px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 20px; } h2 { font-size: 15px; margin-top: 24px; break-after: avoid; }
  .scroll { overflow: visible; } .dag svg { min-width: 0; }
  th, td { padding: 4px 8px; }
  tr, .tile, .dag { break-inside: avoid; }
  .bar { width: 110px; }
  td small, .small, thead th, .badge, .tile dt, .tile dd small { font-size: 9.5px; }
  .tile dd { font-size: 14px; }
  .tiles { grid-template-columns: repeat(5, 1fr); gap: 8px; }
  .wide { min-width: 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .figure small { white-space: normal; }
}
`;
