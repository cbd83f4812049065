import type { AddressForm } from "../channel.ts";
import { type Line, oneLine } from "../one-line.ts";

export const emailAddress: AddressForm<"address", Line> = { ...oneLine, ofAccount: ({ email }) => email };
