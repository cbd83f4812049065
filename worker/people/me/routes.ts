import { Hono } from "hono";
import { setUpOf } from "../../../db/people/checklist.ts";
import {
	passkeysOf,
	readPasskey,
	recoveryCodesLeft,
	removePasskey,
	renamePasskey,
} from "../../../db/people/passkeys.ts";
import { endSession, listSessions } from "../../../db/people/sessions.ts";
import { teamIdsOf } from "../../../db/people/teams.ts";
import { readUserSettings, saveUserSettings } from "../../../db/people/user-settings.ts";
import { userRows } from "../../../db/people/users.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { problem } from "../../platform/http/problems.ts";
import { dismiss } from "../../platform/http/refresh.ts";
import { updateOne } from "../../platform/http/resource.ts";
import { withUser } from "../../platform/http/with-user.ts";
import { toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { asRegistration, freshRecoveryCodes } from "../sign-in/start-session.ts";
import { registerPasskey, registrationOptions } from "../sign-in/webauthn.ts";
import { userResource } from "../users/routes.ts";
import { meCalls } from "./contract.ts";

/** What a signed-in person sees and changes of themselves. */
export const meRoutes = new Hono<AppEnv>();

handle(meRoutes, meCalls.read, (c) => withUser(c, async (userId) => shown(c, userId, 200)));

handle(meRoutes, meCalls.update, (c, { body }) =>
	withUser(c, async (userId) => {
		const { tapToAcknowledge, ...fields } = body;
		if (Object.keys(fields).length > 0 || c.req.header("if-match") !== undefined) {
			const changed = await updateOne(c, userResource, userId, (row) => ({ ...row, ...fields }));
			if (!changed.ok) return changed;
		}
		if (tapToAcknowledge !== undefined) await saveUserSettings(c.env.DB, userId, { tapToAcknowledge });
		return shown(c, userId, 200);
	}),
);

handle(meRoutes, meCalls.sessions, (c) =>
	withUser(c, async (userId) => {
		const found = await listSessions(c.env.DB, userId, Date.now());
		const items = found.map(({ id, createdAt, lastSeenAt, userAgent }) => ({
			id,
			createdAt: toWire(createdAt),
			lastSeenAt: toWire(lastSeenAt),
			userAgent,
			current: id === c.get("session")?.id,
		}));
		return c.json({ items, nextCursor: null });
	}),
);

handle(meRoutes, meCalls.endSession, (c, { ids }) =>
	withUser(c, async (userId) => {
		if (!(await endSession(c.env.DB, userId, ids.id))) return notFound(c);
		await dismiss(c.env, `session:${ids.id}`);
		return c.body(null, 204);
	}),
);

handle(meRoutes, meCalls.passkeyOptions, (c) =>
	withUser(c, async (userId) => {
		const user = await userRows.read(c.env.DB, userId);
		if (!user) return notFound(c);
		const subject = { userId, name: user.name, timeZone: user.timeZone, inviteId: null };
		return c.json({ options: await registrationOptions(c.env, c.req.url, "add", subject) });
	}),
);

handle(meRoutes, meCalls.addPasskey, (c, { body }) =>
	withUser(c, async (userId) => {
		const response = asRegistration(body.response);
		const added = await registerPasskey(
			c.env,
			c.req.url,
			"add",
			response,
			body.name,
			async (s) => s.userId === userId,
		);
		if (!added) return problem(c, "unauthenticated", "Couldn’t verify this passkey. Try again.");
		return shown(c, userId, 201);
	}),
);

handle(
	meRoutes,
	meCalls.renamePasskey,
	(c, { body }) =>
		withUser(c, async (userId) => {
			const isThere = await renamePasskey(c.env.DB, userId, c.req.param("passkeyId") ?? "", body.name);
			return isThere ? shown(c, userId, 200) : notFound(c);
		}),
	isOwnPasskey,
);

handle(
	meRoutes,
	meCalls.removePasskey,
	(c) =>
		withUser(c, async (userId) => {
			const own = await passkeysOf(c.env.DB, userId);
			const passkey = own.find(({ id }) => id === c.req.param("passkeyId"));
			if (!passkey) return notFound(c);
			if (own.length === 1 && (await recoveryCodesLeft(c.env.DB, userId)) === 0)
				return problem(
					c,
					"conflict",
					"This is your only way to sign in. Add another passkey or create recovery codes first.",
				);
			await removePasskey(c.env.DB, userId, passkey.id);
			return c.body(null, 204);
		}),
	isOwnPasskey,
);

async function isOwnPasskey(c: AppContext): Promise<boolean> {
	const passkey = await readPasskey(c.env.DB, c.req.param("passkeyId") ?? "");
	return passkey !== null && passkey.userId === c.get("actor").id;
}

handle(meRoutes, meCalls.recoveryCodes, (c) =>
	withUser(c, async (userId) => c.json({ recoveryCodes: await freshRecoveryCodes(c, userId) })),
);

async function shown(c: AppContext, userId: string, status: 200 | 201): Promise<Response> {
	const [user, settings, codesLeft, keys, checklist, teamIds] = await Promise.all([
		userRows.read(c.env.DB, userId),
		readUserSettings(c.env.DB, userId),
		recoveryCodesLeft(c.env.DB, userId),
		passkeysOf(c.env.DB, userId),
		setUpOf(c.env.DB, userId),
		teamIdsOf(c.env.DB, userId),
	]);
	const session = c.get("session");
	if (!user || !session) return notFound(c);
	return c.json(
		{
			user: userResource.plain(user),
			session: { id: session.id, createdAt: toWire(session.createdAt) },
			teamIds,
			...settings,
			recoveryCodesLeft: codesLeft,
			passkeys: keys.map(({ id, name, createdAt, lastUsedAt }) => ({
				id,
				name,
				createdAt: toWire(createdAt),
				lastUsedAt: toWireOrNull(lastUsedAt),
			})),
			checklist,
		},
		status,
	);
}
