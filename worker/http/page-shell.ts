import { SHELL_SCRIPT } from "./page-shell-script.ts";
import { SHELL_STYLE } from "./page-shell-style.ts";
import { hashSource, SAFE_HEADERS } from "./public-answer.ts";

/**
 * The small page behind a tap. It is whole in itself: the person who is paged must be able to answer although the
 * app's files, the session and the database are gone.
 */
export const PAGE_SHELL = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Page · Tocsin</title>
<link rel="icon" href="data:,">
<style>${SHELL_STYLE}</style>
</head>
<body>
<main>
<p id="facts"></p>
<h1 id="title">You are being paged</h1>
<p id="who" role="status"></p>
<p id="next"></p>
</main>
<noscript><p>Answering needs JavaScript. The escalation continues.</p></noscript>
<div id="acts" hidden>
<p id="outcome" role="alert"></p>
<button id="ack" type="button">Acknowledge</button>
<button id="pass" type="button">I cannot take it</button>
</div>
<script>${SHELL_SCRIPT}</script>
</body>
</html>
`;

export const SHELL_HEADERS = {
	...SAFE_HEADERS,
	"content-type": "text/html; charset=utf-8",
	"cache-control": "no-cache",
	"content-security-policy": [
		"default-src 'none'",
		`script-src ${hashSource(SHELL_SCRIPT)}`,
		`style-src ${hashSource(SHELL_STYLE)}`,
		"img-src data:",
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join("; "),
};
