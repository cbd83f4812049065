/** What Telegram tells the bot: a button was pressed, or somebody wrote to it. */
import { Hono } from "hono";
import { z } from "zod";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { readAtMost } from "../../platform/http/body.ts";
import { problem } from "../../platform/http/problems.ts";
import { overLimit, PAGE_ACTIONS_PER_MINUTE } from "../../platform/http/rate-limit.ts";
import {
	ALREADY_RESOLVED,
	acknowledgedBy,
	alreadyAcknowledged,
	ESCALATED,
} from "../../platform/rules/phrases.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { constantTimeEqual, sha256Hex } from "../../platform/vault/digest.ts";
import { unseal } from "../../platform/vault/seal.ts";
import { type Button, readButton } from "../channels/telegram/button.ts";
import { accountsOf } from "../sending/accounts.ts";

const MAX_BYTES = 64 * 1_024;
const NOT_YOURS = "This page isn’t yours, or it no longer exists.";

const update = z.object({
	message: z.object({ chat: z.object({ id: z.number(), type: z.string() }) }).optional(),
	callback_query: z
		.object({
			id: z.string(),
			from: z.object({ id: z.number() }),
			message: z.object({ chat: z.object({ id: z.number() }) }).optional(),
			data: z.string().optional(),
		})
		.optional(),
});

export const telegramRoutes = new Hono<AppEnv>();

/** Answered with the one call that Telegram is to make in turn. What throws is told to Telegram, which tries again. */
telegramRoutes.post("/replies/telegram", async (c) => {
	const { telegram } = await accountsOf(c.env);
	if (!telegram) return problem(c, "not-found", "Telegram is not set up on this instance.");
	if (!(await isFromTelegram(c, telegram.webhookSecret)))
		return problem(c, "unauthenticated", "The secret token is missing or wrong.");
	const told = await readUpdate(c);
	if (told?.callback_query) return pressed(c, told.callback_query);
	const chat = told?.message?.chat;
	if (chat?.type !== "private") return c.json({});
	const text = `The number of this chat is ${chat.id}. Add it in Tocsin: Settings, Devices, Add another way.`;
	return c.json({ method: "sendMessage", chat_id: chat.id, text });
});

/** Compared by hashes, which have one length. */
async function isFromTelegram(c: AppContext, secret: string): Promise<boolean> {
	const given = c.req.header("x-telegram-bot-api-secret-token") ?? "";
	return constantTimeEqual(await sha256Hex(given), await sha256Hex(secret));
}

/** Null for what is no update, or none that concerns us: Telegram is told that it was taken, and does not repeat it. */
async function readUpdate(c: AppContext): Promise<z.output<typeof update> | null> {
	const bytes = await readAtMost(c.req.raw, MAX_BYTES);
	try {
		return update.parse(JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array())));
	} catch {
		return null;
	}
}

type Press = NonNullable<z.output<typeof update>["callback_query"]>;

async function pressed(c: AppContext, { id, from, message, data }: Press): Promise<Response> {
	const button = readButton(data ?? "");
	// In a chat of two its number is that of the person.
	const isOwnChat = message === undefined || message.chat.id === from.id;
	const text = button && isOwnChat ? await answer(c, button, String(from.id)) : NOT_YOURS;
	return c.json({ method: "answerCallbackQuery", callback_query_id: id, text, show_alert: true });
}

/** The same rules as behind a page's token, which this press stands for: the chat is that of the page's own method. */
async function answer(c: AppContext, button: Button, chat: string): Promise<string> {
	const incident = incidentOf(c.env, button.incidentId);
	const method = await incident.pageMethod(button.pageId);
	if (method?.kind !== "telegram" || (await addressIn(c, method)) !== chat) return NOT_YOURS;
	if (overLimit(button.pageId, Date.now(), PAGE_ACTIONS_PER_MINUTE))
		return "Too many presses. Wait a minute.";
	if (button.act === "escalate") {
		const escalated = await incident.pageEscalate(button.pageId, button.epoch);
		return escalated.ok ? ESCALATED : escalated.refusal.detail;
	}
	const outcome = await incident.pageAcknowledge(button.pageId, button.epoch, null);
	if (!outcome.ok) return outcome.refusal.detail;
	const by = outcome.value.by?.name ?? "Somebody";
	switch (outcome.value.result) {
		case "acknowledged":
			return acknowledgedBy("you");
		case "already_acknowledged":
			return alreadyAcknowledged(by);
		case "already_resolved":
			return ALREADY_RESOLVED;
	}
}

async function addressIn(c: AppContext, method: { id: string; address: string }): Promise<unknown> {
	return (JSON.parse(await unseal(c.env, method.id, method.address)) as { address?: unknown }).address;
}
