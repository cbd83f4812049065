/** What people read when they set it up. */
export const words = {
	name: "GitHub",
	token: "A token that may read and write issues of the repository",
} as const;
