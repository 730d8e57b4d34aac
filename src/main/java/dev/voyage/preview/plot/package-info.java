/** Columns to histograms and curves, as JSON. Start at HistogramPlot and CurvePlot. */
package dev.voyage.preview.plot;
