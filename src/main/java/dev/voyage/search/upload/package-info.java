/** Lists of targets as files: VOTable, FITS, ECSV, IPAC, CSV and TSV. Start at TargetList. */
package dev.voyage.search.upload;
