/** What the app may load and run: its own files. */
export const APP_POLICY = [
	...[
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self' data:",
		"font-src 'self'",
	],
	...[
		"connect-src 'self'",
		"worker-src 'self'",
		// The status page as it would be, in its editor.
		"frame-src 'self'",
		"manifest-src 'self'",
		"base-uri 'none'",
		"form-action 'self'",
	],
	"frame-ancestors 'none'",
	// One policy for the templates that are compiled into the app, one for the address of its service worker.
	...["require-trusted-types-for 'script'", "trusted-types solid-templates service-worker"],
].join("; ");
