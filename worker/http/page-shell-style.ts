/** Dark always: it is opened at night. The two acts lie where the thumb is and never change places. */
const CSS = `
:root{color-scheme:dark}
*{box-sizing:border-box;margin:0}
body{font:100%/1.45 system-ui,sans-serif;background:#120e0a;color:#c3bbae;min-height:100dvh;max-width:30rem;margin:auto;padding:24px 16px;display:flex;flex-direction:column;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
main{flex:1;display:grid;gap:12px;align-content:start}
h1,b{color:#f3efe8}
h1{font-size:1.75rem;line-height:1.15}
#facts b{padding:2px 8px;border-radius:6px;background:#3a322b}
#facts .P1,#ack.P1{background:#f2554d;color:#1d0605}
#acts:not([hidden]){display:grid;gap:8px}
#outcome{min-height:3lh;align-content:end;font-weight:600}
.bad{color:#f0a35e}
.good{color:#6cc79a}
button{font:600 1.0625rem system-ui,sans-serif;border:0;border-radius:14px;min-height:56px;background:none;color:inherit}
#ack{min-height:96px;font-size:1.5rem;background:#dcae55;color:#221a0c}
#acts :disabled{background:#241e19;color:#9d9488}
:focus-visible{outline:3px solid #dcae55}
`;

export const SHELL_STYLE = CSS.replace(/\n/g, "");
