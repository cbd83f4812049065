import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ServiceKey } from "./services.ts";

/** The remediation of each service and its signing secret: the seed writes them, the shop reads them. */
export type Secrets = Partial<Record<ServiceKey, { remediationId: string; secret: string }>>;

const fileIn = (folder: string): string => join(folder, "remediation-secrets.json");

/** None where nothing was written, or cannot be read. */
export function readSecrets(folder: string): Secrets {
	try {
		return JSON.parse(readFileSync(fileIn(folder), "utf8")) as Secrets;
	} catch {
		return {};
	}
}

/** Written whole: a kill leaves the old file or the new one. */
export function keepSecret(folder: string, key: ServiceKey, kept: Secrets[ServiceKey]): void {
	mkdirSync(folder, { recursive: true });
	const scratch = `${fileIn(folder)}.new`;
	writeFileSync(scratch, JSON.stringify({ ...readSecrets(folder), [key]: kept }), { mode: 0o600 });
	renameSync(scratch, fileIn(folder));
}
