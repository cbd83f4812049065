import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { replaceRecoveryCodes } from "../../../db/people/passkeys.ts";
import { userRows } from "../../../db/people/users.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { problem } from "../../platform/http/problems.ts";
import { codeHash, recoveryCodes } from "./codes.ts";
import { beginSession } from "./session.ts";

/** The library that verifies this also checks its shape; until then it is somebody's word. */
export function asRegistration(response: object): RegistrationResponseJSON {
	return response as RegistrationResponseJSON;
}

/** "iPhone", "Firefox on Linux": what a session or a passkey is called until its owner names it. */
export function deviceName(c: AppContext): string {
	return (c.req.header("user-agent") ?? "Unknown browser").slice(0, 200);
}

/** Signs this browser in, and answers who came in. */
export async function startSession(
	c: AppContext,
	userId: string,
	more: { status?: 200 | 201; recoveryCodes?: string[]; deviceName?: string; place?: string | null } = {},
): Promise<Response> {
	const user = await userRows.read(c.env.DB, userId);
	if (!user) return problem(c, "unauthenticated", "This person was removed.");
	c.header("set-cookie", await beginSession(c.env, userId, more.deviceName ?? deviceName(c)));
	const { id, name, role } = user;
	const codes = more.recoveryCodes ? { recoveryCodes: more.recoveryCodes } : {};
	const place = more.place === undefined ? {} : { place: more.place };
	return c.json({ user: { id, name, role }, ...codes, ...place }, more.status ?? 200);
}

/** New recovery codes, to be shown once; the old ones are void. */
export async function freshRecoveryCodes(c: AppContext, userId: string): Promise<string[]> {
	const codes = recoveryCodes();
	await replaceRecoveryCodes(c.env.DB, userId, await Promise.all(codes.map(codeHash)));
	return codes;
}
