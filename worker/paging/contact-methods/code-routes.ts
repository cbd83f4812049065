import { Hono } from "hono";
import {
	type ContactMethodRow,
	contactMethodRows,
	methodOfNumber,
} from "../../../db/paging/contact-methods.ts";
import { disableContactMethod } from "../../../db/paging/disable-method.ts";
import { keepCode, takeTry, useUpCode } from "../../../db/paging/method-codes.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { invalid, problem, unavailable } from "../../platform/http/problems.ts";
import { refreshDesksNaming } from "../../platform/http/refresh.ts";
import { updateOne } from "../../platform/http/resource.ts";
import { toWire } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { constantTimeEqual } from "../../platform/vault/digest.ts";
import { addressFormOf, channelOf, isSetUp } from "../channels/registry.ts";
import { isLimit } from "../metering.ts";
import { sendCode } from "../pager.ts";
import { accountsOf } from "../sending/accounts.ts";
import { contactMethodCalls } from "./contract.ts";
import { openAddress } from "./method-address.ts";
import { CODE_LIFE_MS, CODE_LIMITS, CODE_TRIES, methodCode, methodCodeHash } from "./method-code.ts";
import { hashOfNumber } from "./number-hash.ts";
import { methods } from "./resource.ts";

/** How somebody proves that an address is theirs: a code goes there, and comes back here. */
export const methodCodeRoutes = new Hono<AppEnv>();

handle(methodCodeRoutes, contactMethodCalls.code, async (c, { ids }) => {
	const row = await contactMethodRows.read(c.env.DB, ids.id);
	if (!row || row.userId !== ids.userId) return notFound(c);
	return (await refusalOfCode(c, row)) ?? (await sendNewCode(c, row));
});

handle(methodCodeRoutes, contactMethodCalls.confirm, async (c, { ids, body }) => {
	const row = await contactMethodRows.read(c.env.DB, ids.id);
	if (!row || row.userId !== ids.userId) return notFound(c);
	const sent = await takeTry(c.env.DB, row.id, Date.now());
	const given = await methodCodeHash(c.env, row.id, body.code);
	if (!sent || sent.address !== row.address || !constantTimeEqual(sent.codeHash, given))
		return invalid(c, [fieldError("/code", "is wrong, has expired, or was tried too often")]);
	await useUpCode(c.env.DB, row.id);
	const numberHash = await hashOfNumber(c.env, addressFormOf(row.kind), await openAddress(c.env, row));
	if (numberHash !== null) await takeFromOther(c, numberHash, row.id);
	const active = { state: "active" as const, stateReason: null, numberHash };
	// An address that was changed meanwhile is another one.
	return updateOne(c, methods, row.id, (current) =>
		current.address === sent.address ? { ...current, ...active } : current,
	);
});

/** Who has proven a number last has it: whoever had it before no longer acts by it. */
async function takeFromOther(c: AppContext, numberHash: string, methodId: string): Promise<void> {
	const other = await methodOfNumber(c.env.DB, numberHash);
	if (!other || other.id === methodId) return;
	await disableContactMethod(c.env.DB, other.id, other.address, "Somebody else proved this number.");
	refreshDesksNaming(c, other.userId);
}

/** Why no code is sent to this method, whenever it is asked for; null when one may be. */
async function refusalOfCode(c: AppContext, row: ContactMethodRow): Promise<Response | null> {
	if (row.state === "active") return problem(c, "conflict", "This contact method is active already.");
	if (!channelOf(row.kind)?.code)
		return problem(c, "conflict", `No code can be sent to ${row.kind}. An admin can make it active.`);
	return isSetUp(row.kind, await accountsOf(c.env))
		? null
		: problem(c, "conflict", `Sending by ${row.kind} is not set up on this instance.`);
}

/** The code is kept before it leaves: one that arrives can be typed in. */
async function sendNewCode(c: AppContext, row: ContactMethodRow): Promise<Response> {
	const code = methodCode();
	const sentAt = Date.now();
	const expiresAt = sentAt + CODE_LIFE_MS;
	const codeHash = await methodCodeHash(c.env, row.id, code);
	const kept = { methodId: row.id, codeHash, address: row.address, sentAt, expiresAt, triesLeft: CODE_TRIES };
	if (!(await keepCode(c.env.DB, kept, CODE_LIMITS)))
		return problem(c, "rate-limited", "A code is sent once a minute, and five times an hour at most.", {
			headers: { "retry-after": String(CODE_LIMITS.pauseMs / 1_000) },
		});
	const outcome = await sendCode(c.env, row, {
		code,
		codeId: `${row.id}/${sentAt}`,
		validMinutes: CODE_LIFE_MS / 60_000,
		navigate: `${publicUrl(c.env, c.req.url)}/app/settings`,
	});
	if (outcome.kind === "gone")
		return problem(
			c,
			"conflict",
			"Nothing can be sent to this address. In Telegram, press Start in the bot’s chat first. After STOP by text, send START.",
		);
	if (outcome.kind === "failed" && isLimit(outcome.reason))
		return problem(c, "rate-limited", "Texts and calls have reached their limit for this hour.", {
			headers: { "retry-after": "3600" },
		});
	if (outcome.kind !== "accepted")
		return unavailable(c, `The code could not be sent (${outcome.reason}). Try again in a minute.`);
	return c.json({ expiresAt: toWire(expiresAt), nextCodeAt: toWire(sentAt + CODE_LIMITS.pauseMs) }, 202);
}
