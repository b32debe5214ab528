/// Charts of measured values over time, for terminals and browsers.
package dev.jumper.app.chart;
