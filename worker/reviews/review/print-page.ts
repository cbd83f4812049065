import { html, raw } from "hono/html";
import { hashSource } from "../../platform/http/hash-source.ts";
import { safeMarkdown } from "../../platform/http/markdown.ts";

const STYLE = `
:root{color-scheme:light}
body{max-width:44rem;margin:2.5rem auto;padding:0 1.25rem;font:1rem/1.55 ui-sans-serif,system-ui,"Segoe UI",Roboto,sans-serif;color:#26211b;background:#fff;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
h1{font-size:1.75rem;line-height:1.2;text-wrap:balance}
h2{font-size:1.25rem;margin-top:2rem;padding-bottom:.25rem;border-bottom:1px solid #d9d3c8}
h1+ul{list-style:none;padding:0;color:#5a5248}
li{margin:.25rem 0}
pre,code{font:.9em ui-monospace,monospace;white-space:pre-wrap}
blockquote{margin-left:0;padding-left:1rem;border-left:3px solid #d9d3c8}
table{border-collapse:collapse}td,th{border:1px solid #d9d3c8;padding:.25rem .5rem;text-align:left}
@page{margin:18mm}
@media print{body{margin:0;padding:0;max-width:none;font-size:10.5pt}
h1,h2,h3{page-break-after:avoid;break-after:avoid}
li,pre,blockquote,table{page-break-inside:avoid;break-inside:avoid}
p{orphans:3;widows:3}a{color:inherit}}
`;

/** Nothing but its own style: no script, nothing from elsewhere. */
export const PRINT_POLICY = [
	"default-src 'none'",
	`style-src ${hashSource(STYLE)}`,
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join("; ");

/** A page to read and to print, whole in itself. */
export async function printPage(title: string, source: string): Promise<string> {
	const style = raw(`<style>${STYLE}</style>`);
	return String(
		await html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>${style}</head>
<body><main>${raw(safeMarkdown(source))}</main></body>
</html>
`,
	);
}
