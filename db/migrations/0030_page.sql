ALTER TABLE `settings` ADD `page_accents` text;--> statement-breakpoint
ALTER TABLE `settings` ADD `page_intro` text;--> statement-breakpoint
ALTER TABLE `settings` ADD `page_footer` text;