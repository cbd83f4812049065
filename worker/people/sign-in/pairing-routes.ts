import { Hono } from "hono";
import { addPairing, claimPairing, readPairing } from "../../../db/people/pairings.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { problem } from "../../platform/http/problems.ts";
import { isOverLimit, networkOf, overLimit, WRONG_CODES_PER_MINUTE } from "../../platform/http/rate-limit.ts";
import { withUser } from "../../platform/http/with-user.ts";
import { minutes, toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { newId } from "../../platform/vault/ids.ts";
import { codeHash, pairingCode } from "./codes.ts";
import { pairingCalls } from "./contract.ts";
import { startSession } from "./start-session.ts";

const LIFE_MS = minutes(10);

/** A phone comes in by a code that its owner sees on another screen: an installed app has a storage of its own. */
export const pairingRoutes = new Hono<AppEnv>();

handle(pairingRoutes, pairingCalls.create, (c) =>
	withUser(c, async (userId) => {
		const code = pairingCode();
		const id = newId("pairing");
		const expiresAt = Date.now() + LIFE_MS;
		const pairing = { id, userId, expiresAt, claimedAt: null, deviceName: null };
		await addPairing(c.env.DB, { ...pairing, codeHash: await codeHash(code) });
		const url = `${publicUrl(c.env, c.req.url)}/app/pair#c=${code}`;
		return c.json({ id, code, url, expiresAt: toWire(expiresAt) }, 201);
	}),
);

handle(pairingRoutes, pairingCalls.read, (c, { ids }) =>
	withUser(c, async (userId) => {
		const pairing = await readPairing(c.env.DB, userId, ids.id);
		if (!pairing) return notFound(c);
		return c.json({ claimedAt: toWireOrNull(pairing.claimedAt), deviceName: pairing.deviceName });
	}),
);

handle(pairingRoutes, pairingCalls.claim, async (c, { body }) => {
	const who = `pairing ${networkOf(c.req.header("cf-connecting-ip"))}`;
	if (isOverLimit(who, Date.now(), WRONG_CODES_PER_MINUTE)) return tooMany(c);
	const userId = await claimPairing(c.env.DB, await codeHash(body.code), body.deviceName, Date.now());
	if (userId !== null) return startSession(c, userId, { deviceName: body.deviceName });
	overLimit(who, Date.now(), WRONG_CODES_PER_MINUTE);
	return problem(c, "unauthenticated", "This code is wrong, already used, or older than 10 minutes.");
});

/** Whoever tries many wrong codes learns only that they must wait: nothing tells a right code from a wrong one. */
function tooMany(c: AppContext): Response {
	return problem(c, "rate-limited", "Too many attempts. Wait a minute and try again.", {
		headers: { "retry-after": "60" },
	});
}
