import type { Stored } from "../worker/contract/stored.ts";
import type { Team } from "../worker/core/person.ts";
import { repository } from "./repository.ts";
import { teams } from "./schema.ts";

export type TeamRow = Stored & Team;

export const teamRows = repository<TeamRow>(teams);
