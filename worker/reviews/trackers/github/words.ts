/** What people read when they set it up. */
export const words = {
	name: "GitHub",
	token: "A fine-grained token that may read and write issues of this repository alone.",
	fields: [
		{ name: "repository", label: "Repository", hint: "acme/shop" },
		{ name: "labels", label: "Labels", hint: "Separate them with commas", optional: true },
		{ name: "apiUrl", label: "API address", hint: "Only for GitHub Enterprise Server", optional: true },
	],
} as const;
