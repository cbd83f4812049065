import type { Stored } from "../worker/contract/stored.ts";
import type { ComponentStatus } from "../worker/core/component.ts";
import { repository } from "./repository.ts";
import { components } from "./schema.ts";

export interface ComponentRow extends Stored {
	name: string;
	group: string | null;
	position: number;
	status: ComponentStatus;
}

export const componentRows = repository<ComponentRow>(components);
