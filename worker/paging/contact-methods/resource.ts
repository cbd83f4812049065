import { type ContactMethodRow, contactMethodRows } from "../../../db/paging/contact-methods.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import { refreshDesksNaming } from "../../platform/http/refresh.ts";
import type { Resource } from "../../platform/http/resource.ts";
import { contactMethodOut } from "./contract.ts";
import { readableAddress } from "./method-address.ts";

export const methods: Resource<ContactMethodRow> = {
	kind: "contactMethod",
	rows: contactMethodRows,
	// The row's own address is sealed: `show` says what may be read of it.
	plain: wireOf(contactMethodOut.omit({ address: true })),
	show: (c, rows) =>
		Promise.all(rows.map(async (row) => ({ ...methods.plain(row), ...(await readableAddress(c.env, row)) }))),
	changed: async (c, row, _how, before) => {
		refreshDesksNaming(c, row.userId);
		if (before && before.userId !== row.userId) refreshDesksNaming(c, before.userId);
	},
};
