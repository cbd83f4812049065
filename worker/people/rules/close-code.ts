/** 1005, 1006 and 1015 say how a connection ended and may not be sent: `close` throws for them. */
export function closeCode(code: number): number {
	return [1005, 1006, 1015].includes(code) ? 1000 : code;
}
