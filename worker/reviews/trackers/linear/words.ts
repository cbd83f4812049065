/** What people read when they set it up. */
export const words = {
	name: "Linear",
	token: "A personal API key.",
	fields: [
		{ name: "teamId", label: "Team’s ID", hint: "In Linear’s command menu: “Copy model UUID”" },
		{ name: "apiUrl", label: "API address", hint: "Only behind a proxy", optional: true },
	],
} as const;
