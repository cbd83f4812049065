/** What people read when they set it up. */
export const words = {
	name: "Jira",
	token: "An API token of this account, which must be allowed to create issues with labels.",
	fields: [
		{ name: "siteUrl", label: "Site", hint: "https://acme.atlassian.net" },
		{ name: "account", label: "Account’s email address" },
		{ name: "project", label: "Project key", hint: "SHOP" },
		{ name: "issueType", label: "Issue type", hint: "Task when left empty", optional: true },
	],
} as const;
