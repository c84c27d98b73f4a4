-- A last word of one letter ("mme r") begins words: without an index of first letters, each search for one would read the
-- place of every such word. FTS5 cannot be told so afterwards: the indexes are made anew, and every row waits to be folded.
DROP TABLE `notes_text`;--> statement-breakpoint
DROP TABLE `labels_text`;--> statement-breakpoint
CREATE VIRTUAL TABLE `notes_text` USING fts5(`words`, tokenize="ascii tokenchars '#'", prefix='1 2 3');
--> statement-breakpoint
INSERT INTO `notes_text`(`notes_text`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE VIRTUAL TABLE `labels_text` USING fts5(`words`, tokenize="ascii tokenchars '#'", prefix='1 2 3');
--> statement-breakpoint
INSERT INTO `labels_text`(`labels_text`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
UPDATE `notes_folded` SET `folding` = 0;--> statement-breakpoint
UPDATE `labels_folded` SET `folding` = 0;
