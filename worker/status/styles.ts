import { GROUNDS, type PageAccents, type Theme } from "../people/rules/page-accents.ts";

const ground = (theme: Theme): string => {
	const { l, c, h } = GROUNDS[theme];
	return `--ground:oklch(${l} ${c} ${h})`;
};

const DARK = "@media(prefers-color-scheme:dark)";

/** Light first, dark by preference. */
const COLORS = `:root{color-scheme:light dark;${ground("light")};--raised:oklch(.945 .009 85);--line:oklch(.88 .01 80);
--ink:oklch(.23 .012 65);--ink2:oklch(.41 .014 65);--ink3:oklch(.49 .014 65);--brass:oklch(.5 .11 72);
--p1:oklch(.53 .205 27);--p2:oklch(.55 .14 50);--p3:oklch(.53 .1 88);--ok:oklch(.62 .12 160);--bar:oklch(.7 .075 162);--okink:oklch(.47 .11 160);--work:oklch(.52 .09 250);--none:oklch(.84 .008 65);--wash:oklch(.95 .012 85)}
${DARK}{:root{${ground("dark")};--raised:oklch(.235 .01 65);--line:oklch(.32 .01 65);
--ink:oklch(.955 .008 85);--ink2:oklch(.79 .012 80);--ink3:oklch(.68 .014 75);--brass:oklch(.82 .12 82);
--p1:oklch(.68 .2 25);--p2:oklch(.76 .155 55);--p3:oklch(.84 .13 95);--ok:oklch(.7 .12 160);--bar:oklch(.52 .06 162);--okink:oklch(.79 .13 160);--work:oklch(.74 .08 250);--none:oklch(.33 .008 65);--wash:oklch(.225 .014 70)}}
`;

/** A status in a word, with a shape of its own. */
const MARKS = `.word{display:inline-flex;align-items:center;gap:.5rem;font-size:.9375rem;color:var(--ink2)}
.word::before{content:"";width:.625rem;height:.625rem;flex:none;background:var(--c);border-radius:50%}
.operational{--c:var(--ok)}.degraded_performance{--c:var(--p3)}.partial_outage{--c:var(--p2)}.major_outage{--c:var(--p1)}.under_maintenance{--c:var(--work)}
.checking,.unknown{--c:var(--ink3)}
.checking::before,.unknown::before{background:none!important;box-shadow:inset 0 0 0 2px var(--c)}
.degraded_performance,.partial_outage,.major_outage,.under_maintenance{color:var(--c);font-weight:600}
.degraded_performance::before,.partial_outage::before{border-radius:0;clip-path:polygon(50% 0,100% 100%,0 100%)}
.major_outage::before{border-radius:1px;transform:rotate(45deg) scale(.85)}
.under_maintenance::before{border-radius:1px}
`;

/** The public pages' whole style, inline: one request, no file that could be missing. */
const CSS = `${COLORS}*{box-sizing:border-box;margin:0}
html{font:400 100%/1.5 ui-sans-serif,system-ui,"SF Pro Text","Segoe UI",Roboto,"Noto Sans",sans-serif;background:var(--ground);color:var(--ink);-webkit-text-size-adjust:100%;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
body{max-width:46rem;margin:0 auto;padding:1.25rem 1rem 3rem}
a{color:var(--brass);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--brass);outline-offset:3px;border-radius:2px}
h1,h2,h3,h4{line-height:1.2;letter-spacing:-.015em;text-wrap:balance}
header{display:flex;flex-wrap:wrap;align-items:center;column-gap:1.25rem;margin-bottom:2rem}
header>:first-child{gap:.625rem;margin-inline-end:auto;font-weight:600;color:var(--ink);text-decoration:none}
header a{display:inline-flex;align-items:center;min-height:44px}
header img{height:1.75rem;width:auto;max-width:8rem}
main{display:grid;gap:3rem}
main>*{min-width:0}
h1{font-size:clamp(2rem,7vw,3.25rem);line-height:1.05;letter-spacing:-.03em;font-weight:650}
.sub h1{font-size:clamp(1.75rem,5vw,2.5rem)}
h2{font-size:1.375rem;font-weight:600}
.say{display:grid;gap:.5rem}
.say p{color:var(--ink2);font-size:1.0625rem;max-width:60ch}
.say .fresh{color:var(--ink3);font-size:.9375rem}
.late{background:var(--wash);border-inline-start:4px solid var(--p2);border-radius:4px;padding:.75rem 1rem;max-width:none!important;color:var(--ink)!important}
.now{display:grid;gap:2rem}
.thread{--c:var(--line);display:grid;gap:1.25rem;border-inline-start:4px solid var(--c);padding-inline-start:1rem}
.thread.critical{--c:var(--p1)}.thread.major{--c:var(--p2)}.thread.minor{--c:var(--p3)}.thread.none{--c:var(--ink3)}.thread.work{--c:var(--work)}
.thread h2 a,.thread h3 a{color:inherit;text-decoration-color:var(--line)}
.thread header{display:block;margin:0}
.meta{color:var(--ink3);font-size:.8125rem}
.updates{list-style:none;padding:0;display:grid;gap:1.125rem}
.updates p{max-width:62ch;white-space:pre-line;unicode-bidi:plaintext}time{unicode-bidi:isolate}
.updates b{font-weight:600}
.prose{display:grid;gap:.75rem;max-width:62ch}
.prose>*{min-width:0}.prose ul,.prose ol{padding-inline-start:1.25rem}.prose pre{white-space:pre-wrap}.prose blockquote{padding-inline-start:1rem;border-inline-start:4px solid var(--line)}
.prose table{border-collapse:collapse}.prose th,.prose td{padding:.25rem .5rem;border:1px solid var(--line);text-align:start}
.promise{background:var(--wash);border-radius:8px;padding:.75rem 1rem;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between}
.parts{display:grid;gap:2.25rem}
.parts ul{list-style:none;padding:0;display:grid;gap:1.625rem}
.group{display:grid;gap:1.25rem}summary{min-height:44px;cursor:pointer}summary h3::before{content:"+ "}[open] h3::before{content:"− "}
.group ul{border-inline-start:1px solid var(--line);padding-inline-start:1rem}
.name{display:flex;flex-wrap:wrap;align-items:center;gap:.125rem .625rem}
.name a{color:inherit;text-decoration-color:var(--line)}.name h3,.name h4{flex:1 1 auto;font-size:1.0625rem;font-weight:600}
${MARKS}.bars{position:relative;list-style:none;display:grid;grid-template-columns:repeat(90,1fr);gap:2px;height:2.25rem;margin:.5rem 0 .25rem;padding:0;align-items:end}
.bars li{height:85%;background:var(--bar);border-radius:1.5px}
.bars .x{height:22%;background:var(--none)}
.bars .w{background:var(--work)}
.bars .d{background:linear-gradient(var(--bar) 62%,var(--ground) 0 68%,var(--p3) 0)}
.bars .p{height:100%;background:linear-gradient(var(--bar) 34%,var(--ground) 0 39%,var(--p2) 0)}
.bars .m{height:100%;background:var(--p1)}
.bars span{position:absolute;inset:calc(100% + .25rem) 0 auto;text-align:center;font-size:.8125rem;color:var(--ink);background:var(--ground);clip-path:inset(50%);pointer-events:none}
.bars li:hover span,.bars li:focus span{clip-path:none;z-index:1}
.bars:hover li:focus:not(:hover) span{clip-path:inset(50%)}
.ends{display:flex;justify-content:space-between;color:var(--ink3);font-size:.8125rem}
.past{list-style:none;padding:0;display:grid;gap:1.75rem}
.past h2,.past h3{font-size:1.0625rem;font-weight:600}
.quiet{color:var(--ink2)}
.doors{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0}
.doors a{min-height:44px;display:inline-flex;align-items:center;padding:0 1rem;border-radius:8px;background:var(--raised);color:var(--ink);text-decoration:none;font-weight:500}
.block{display:grid;gap:1.25rem}
form{display:grid;gap:1.25rem;max-width:32rem}form label{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center;min-height:44px}
fieldset{border:0;padding:0}input:not([type=checkbox]):not([type=radio]),textarea,select,button{font:inherit;width:100%;min-height:44px;padding:.5rem .75rem;border:1px solid var(--ink3);border-radius:8px;background:var(--ground);color:var(--ink)}
button{width:auto;justify-self:start;font-weight:600;background:var(--raised);cursor:pointer}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--ink3);font-size:.8125rem;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:center}
footer a{color:inherit;display:inline-flex;align-items:center;min-height:24px}footer .prose,footer nav{flex-basis:100%}footer nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem}footer [aria-current]{text-decoration:none;font-weight:600}
.away{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(max-width:34rem){.bars{gap:1px}.bars li{border-radius:.5px}}
@media(forced-colors:active){.bars li,.word::before{forced-color-adjust:none}}
@media print{:root{--ground:#fff}body{max-width:none}header a:not(:first-child),.doors,#posted,footer nav{display:none}.bars li,.word::before{print-color-adjust:exact;-webkit-print-color-adjust:exact}.thread,.parts li{break-inside:avoid}}
`;

/** Of the line in a frame, on the ground of whoever shows it. */
const EMBEDDED = `${COLORS}${MARKS}
body{margin:0;padding:.25rem .5rem;font:400 1rem/1.5 ui-sans-serif,system-ui,sans-serif}
a{text-decoration:none}a:hover{text-decoration:underline}
`;

/** Without the line breaks that only the reader of this file needs. */
const packed = (css: string): string => css.replace(/\n/g, "");

export const STYLE = packed(CSS);
/** As on a light or a dark screen, whichever the reader has. */
export const inLook = (style: string, look: Theme): string =>
	style.replaceAll(DARK, look === "dark" ? "@media all" : "@media not all");

/** What a team’s own colors add to it. */
export const accentStyle = ({ light, dark }: PageAccents): string =>
	`:root{--brass:${light}}${DARK}{:root{--brass:${dark}}}`;

export const EMBEDDED_STYLE = packed(EMBEDDED);
