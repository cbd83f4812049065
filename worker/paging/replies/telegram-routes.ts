/** What Telegram tells the bot: a button was pressed, or somebody wrote to it. */
import { Hono } from "hono";
import { z } from "zod";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { readAtMost } from "../../platform/http/body.ts";
import { problem } from "../../platform/http/problems.ts";
import { constantTimeEqual, sha256Hex } from "../../platform/vault/digest.ts";
import { accountsOf } from "../sending/accounts.ts";
import { answerPress } from "./press.ts";

const MAX_BYTES = 64 * 1_024;

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
	// In a chat of two its number is that of the person.
	const isOwnChat = message === undefined || message.chat.id === from.id;
	const { words: text } = await answerPress(
		c.env,
		"telegram",
		isOwnChat ? (data ?? "") : "",
		String(from.id),
	);
	return c.json({ method: "answerCallbackQuery", callback_query_id: id, text, show_alert: true });
}
