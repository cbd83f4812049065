import { Hono } from "hono";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { PHONE_LIMITS } from "../../platform/rules/phone-limits.ts";
import { vaultOf } from "../../platform/stubs.ts";
import { accountsOf } from "../sending/accounts.ts";
import { phoneUsageCalls } from "./contract.ts";

export const phoneUsageRoutes = new Hono<AppEnv>();

handle(phoneUsageRoutes, phoneUsageCalls.read, async (c) => {
	const [{ twilio, telnyx }, usage] = await Promise.all([
		accountsOf(c.env),
		vaultOf(c.env).phoneUsage(Date.now()),
	]);
	const numbers = (...accounts: ({ from: string } | null)[]) => accounts.flatMap((one) => one?.from ?? []);
	const from = { sms: numbers(twilio, telnyx), voice: numbers(twilio) };
	return c.json({ from, limits: PHONE_LIMITS, ...usage });
});
