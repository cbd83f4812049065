import type { Stored } from "../../worker/platform/contract/stored.ts";
import type { ComponentStatus } from "../../worker/services/rules/component.ts";
import { repository } from "../platform/repository.ts";
import { components } from "../services/tables.ts";

export interface ComponentRow extends Stored {
	name: string;
	group: string | null;
	position: number;
	status: ComponentStatus;
}

export const componentRows = repository<ComponentRow>(components);
