import type { AppContext } from "../../platform/http/app-env.ts";
import { publicUrl } from "../../platform/settings.ts";

/** What stands for the key in an address once the key was shown. */
export const KEY_PLACE = "{key}";

/** Where a job reports in. */
export const heartbeatUrl = (c: AppContext, key: string): string =>
	`${publicUrl(c.env, c.req.url)}/heartbeat/${key}`;
