/** What people read when they set it up. */
export const words = {
	name: "Webhook",
	token: null,
	fields: [
		{ name: "url", label: "Address", hint: "Called by a signed request. It may answer with url and key" },
	],
} as const;
