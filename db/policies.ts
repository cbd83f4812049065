import type { Stored } from "../worker/contract/stored.ts";
import type { EscalationPolicy } from "../worker/core/roster.ts";
import { repository } from "./repository.ts";
import { policies } from "./schema.ts";

export type PolicyRow = Stored & EscalationPolicy;

export const policyRows = repository<PolicyRow>(policies);
