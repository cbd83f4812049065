/**
 * Dark always: it is opened at night. Each act has a place where the thumb is, and keeps it empty when it is gone. Lying
 * on its side, the phone has the acts beside the words.
 */
const CSS = `
:root{color-scheme:dark}
*{box-sizing:border-box;margin:0}
body{font:100%/1.4 system-ui;background:#120e0a;color:#c3bbae;min-height:100dvh;max-width:30rem;margin:auto;padding:16px;display:flex;flex-direction:column;gap:9px;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
main{flex:1}
h1,b{color:#f3efe8}
h1{font-size:1.6rem;line-height:1.2;margin:12px 0}
ul{padding:0;margin:8px 0;list-style:"◆ "inside}
.P1{background:#f2554d;color:#1d0605}
#facts b{padding:2px 8px;border-radius:6px}
#acts{display:grid;gap:8px;position:sticky;bottom:0;background:inherit}
#outcome{min-height:3lh;font-weight:600}
.bad{color:#f0a35e}
.good{color:#6cc79a}
button{visibility:hidden}
button,a{font:600 1.1rem system-ui;border:0;border-radius:14px;min-height:56px;background:none;color:inherit;display:grid;place-items:center}
#ack{min-height:96px;font-size:1.5rem}
#ack:not(.P1){background:#dcae55;color:#221a0c}
:focus-visible{outline:3px solid #dcae55}
@media(max-height:500px){body{max-width:none;display:grid;grid-template:auto 1fr/1fr 1fr}main{grid-row:1/3}}
`;

export const SHELL_STYLE = CSS.replace(/\n/g, "");
