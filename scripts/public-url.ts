import { UserError } from "./user-error.ts";

/**
 * The origin that PUBLIC_URL names, tidied: capitals and a slash at the end do not matter. Null for an absent or empty
 * one. Whatever could not be an origin of passkeys and links is refused in a sentence.
 */
export function readPublicUrl(setting: string | undefined): string | null {
	const text = setting?.trim() ?? "";
	if (text === "") return null;
	if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
		throw refused(text, "must begin with https:// and name a host, https://status.example.com for example");
	const url = new URL(text);
	const isMore = url.pathname.replaceAll("/", "") !== "" || url.search !== "" || url.hash !== "";
	if (isMore || url.username !== "" || url.password !== "")
		throw refused(text, `must be an origin alone: ${url.origin}`);
	if (url.protocol === "http:" && url.hostname !== "localhost")
		throw refused(
			text,
			"must be https: plain http works on localhost only, since passkeys and push need more",
		);
	return url.origin;
}

function refused(text: string, why: string): UserError {
	return new UserError(`PUBLIC_URL is "${text}", but it ${why}.`);
}
