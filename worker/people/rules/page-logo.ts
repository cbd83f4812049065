/** The picture before the organization's name. */

/** The contract's 64 KB, of the picture itself. */
export const LOGO_BYTES = 64 * 1_024;
const LONGEST_HEAD = "data:image/svg+xml;base64,".length;
/** The same as a base64 `data:` URL, in characters. */
export const LOGO_CHARACTERS = LONGEST_HEAD + 4 * Math.ceil(LOGO_BYTES / 3);

/** In a page of 14 KB a picture may be a small part, in characters. */
const IN_PAGE_CHARACTERS = 6_000;

/** Whether the page has room for it; a larger one has an address of its own. */
export const isInPage = (logo: string): boolean => logo.length <= IN_PAGE_CHARACTERS;

export interface Picture {
	/** `image/png` */
	type: string;
	/** Its bytes in base64. */
	base64: string;
}

/** What a `data:` URL of a logo says; null where it is none. */
export function pictureOf(logo: string): Picture | null {
	const [, type, base64] = /^data:(image\/[a-z+]+);base64,(.+)$/.exec(logo) ?? [];
	return type && base64 ? { type, base64 } : null;
}

/** In a sentence of the audit log, which is read in lists: "a picture of 12 KB". */
export function logoWords(logo: string): string {
	const { base64 = "" } = pictureOf(logo) ?? {};
	const bytes = Math.floor((base64.replace(/=+$/, "").length * 3) / 4);
	return `a picture of ${Math.ceil(bytes / 1_024)} KB`;
}
