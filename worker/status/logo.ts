import { createHash } from "node:crypto";
import { isInPage, pictureOf } from "../people/rules/page-logo.ts";

/** An SVG that is opened by itself runs nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
const FOREVER = "public, max-age=31536000, immutable";
const FOR_NOW = "public, max-age=60";

const versionOf = (logo: string): string => createHash("sha256").update(logo).digest("hex").slice(0, 16);

/** What a public page shows: a small picture itself, of a larger one its address, which changes with it. */
export const logoSource = (logo: string | null): string | null =>
	logo === null || isInPage(logo) ? logo : `/logo?v=${versionOf(logo)}`;

/** The picture at its address. Null: there is none. */
export function logoAnswer(logo: string | null, asked: string | undefined): Response | null {
	const picture = logo === null ? null : pictureOf(logo);
	if (logo === null || picture === null) return null;
	return new Response(Buffer.from(picture.base64, "base64"), {
		headers: {
			"content-type": picture.type,
			"content-security-policy": POLICY,
			"x-content-type-options": "nosniff",
			"cache-control": asked === versionOf(logo) ? FOREVER : FOR_NOW,
		},
	});
}
