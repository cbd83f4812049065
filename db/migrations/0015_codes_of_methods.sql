CREATE TABLE `method_codes` (
	`method_id` text PRIMARY KEY NOT NULL,
	`code_hash` text NOT NULL,
	`address` text NOT NULL,
	`sent_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`tries_left` integer NOT NULL,
	`counted_from` integer NOT NULL,
	`sends` integer NOT NULL,
	FOREIGN KEY (`method_id`) REFERENCES `contact_methods`(`id`) ON UPDATE no action ON DELETE cascade
);
