/** Uptime Kuma's webhook. A test and a warning about a certificate come without a heartbeat. */
import { z } from "zod";
import { maybe, text } from "../lenient.ts";

export const kumaNotice = z.object({
	heartbeat: maybe({ status: text, msg: text, time: text, ping: text, duration: text }),
	monitor: maybe({ id: text, name: text, url: text, hostname: text, type: text, description: text }),
	msg: text,
});
export type KumaNotice = z.infer<typeof kumaNotice>;
