import type { Team } from "../../worker/people/rules/person.ts";
import type { Stored } from "../../worker/platform/contract/stored.ts";
import { repository } from "../platform/repository.ts";
import { teams } from "./tables.ts";

export type TeamRow = Stored & Team;

export const teamRows = repository<TeamRow>(teams);
