/**
 * Dark always: it is opened at night. Each act has a place where the thumb is, and keeps it empty when it is gone. Lying
 * on its side, the phone has the acts beside the words.
 */
const CSS = `
:root{color-scheme:dark}
*{box-sizing:border-box;margin:0}
body{font:100%/1.4 system-ui;background:#120e0a;color:#cba;min-height:100dvh;max-width:30em;margin:auto;padding:16px;display:flex;flex-direction:column;gap:9px;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
main{flex:1}
h1,b{color:#fed}
h1{font-size:1.6em;line-height:1.2;margin:12px 0}
ul{padding:0;margin:8px 0;list-style:"◆ "inside}
.P1{background:#f55;color:#100}
#facts b{padding:2px 8px;border-radius:6px}
#acts{display:grid;gap:8px;position:sticky;bottom:0;background:inherit}
#outcome{min-height:3lh;font-weight:600}
.bad{color:#fa6}
.good{color:#6c9}
button{visibility:hidden}
button,a{font:600 1.1em system-ui;border:0;border-radius:14px;min-height:56px;background:none;color:inherit;display:grid;place-items:center}
#ack{min-height:96px;font-size:1.5em}
#ack:not(.P1){background:#db5;color:#210}
:focus-visible{outline:3px solid #db5}
@media(max-height:500px){body{max-width:none;display:grid;grid-template:auto 1fr/1fr 1fr}main{grid-row:1/3}}
`;

export const SHELL_STYLE = CSS.replace(/\n/g, "");
