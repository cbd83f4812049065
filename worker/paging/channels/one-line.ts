import type { AddressForm } from "./channel.ts";

export interface Line {
	address: string;
}

/** An address that is one line of text: a number, a mailbox, the name of a room. */
export const oneLine: AddressForm<"address", Line> = {
	field: "address",
	keep: (address) => ({ address }),
	readable: ({ address }) => ({ address }),
};
