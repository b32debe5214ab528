/// What every command shares: the connection to the board, the console, and the meaning of each failure.
package dev.jumper.app.session;
