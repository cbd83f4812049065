import { Hono } from "hono";
import { addInvite, openInvite, useInvite } from "../../../db/people/pairings.ts";
import { userRows } from "../../../db/people/users.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { problem } from "../../platform/http/problems.ts";
import { hours, toWire } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { randomSecret, sha256Hex } from "../../platform/vault/digest.ts";
import { newId } from "../../platform/vault/ids.ts";
import { inviteCalls } from "./contract.ts";
import { asRegistration, deviceName, freshRecoveryCodes, startSession } from "./start-session.ts";
import { registerPasskey, registrationOptions } from "./webauthn.ts";

const LIFE_MS = hours(72);

/** A colleague comes in by a link, once. Opening it changes nothing; only making the passkey uses it up. */
export const inviteRoutes = new Hono<AppEnv>();

handle(inviteRoutes, inviteCalls.create, async (c, { ids }) => {
	if (!(await userRows.read(c.env.DB, ids.userId))) return notFound(c);
	const token = randomSecret("");
	const expiresAt = Date.now() + LIFE_MS;
	await addInvite(c.env.DB, {
		id: newId("invite"),
		secretHash: await sha256Hex(token),
		userId: ids.userId,
		// A token is no one whom a colleague knows.
		invitedBy: c.get("actor").kind === "user" ? c.get("actor").name : "",
		expiresAt,
		usedAt: null,
	});
	return c.json(
		{ url: `${publicUrl(c.env, c.req.url)}/app/invite#t=${token}`, expiresAt: toWire(expiresAt) },
		201,
	);
});

handle(inviteRoutes, inviteCalls.read, async (c) => {
	const token = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
	const invite = await inviteOf(c, token);
	return invite ? c.json({ name: invite.name, invitedBy: invite.invitedBy || null }) : gone(c);
});

handle(inviteRoutes, inviteCalls.options, async (c, { body }) => {
	const invite = await inviteOf(c, body.token);
	if (!invite) return gone(c);
	const { userId, name, timeZone, id: inviteId } = invite;
	const options = await registrationOptions(c.env, c.req.url, "invite", { userId, name, timeZone, inviteId });
	return c.json({ options });
});

handle(inviteRoutes, inviteCalls.passkey, async (c, { body }) => {
	const invite = await inviteOf(c, body.token);
	if (!invite) return gone(c);
	const response = asRegistration(body.response);
	const subject = await registerPasskey(c.env, c.req.url, "invite", response, deviceName(c), async (made) =>
		made.inviteId === invite.id ? useInvite(c.env.DB, invite.id, Date.now()) : false,
	);
	if (!subject) return problem(c, "unauthenticated", "Couldn’t verify this passkey. Try again.");
	const codes = await freshRecoveryCodes(c, subject.userId);
	return startSession(c, subject.userId, { status: 201, recoveryCodes: codes });
});

async function inviteOf(c: AppContext, token: string) {
	return openInvite(c.env.DB, await sha256Hex(token), Date.now());
}

function gone(c: AppContext): Response {
	return problem(c, "unauthenticated", "This invitation was used or has expired. Ask for a new one.");
}
