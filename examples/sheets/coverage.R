# Services per 1,000 people by term and district, in R without any package.
#
# Rscript coverage.R [BASE] [WITHIN]
arguments <- commandArgs(trailingOnly = TRUE)
base <- if (length(arguments) > 0) arguments[1] else "http://localhost:4000"
within <- if (length(arguments) > 1) arguments[2] else "E47900001"

address <- paste0(base, "/api/coverage/region.csv?level=1&within=", URLencode(within, reserved = TRUE))
# The file begins with a byte order mark, for Excel's sake.
cells <- read.csv(url(address, encoding = "UTF-8"), fileEncoding = "UTF-8-BOM", na.strings = "")

cat(nrow(cells), "cells, as of", cells$asOf[1], "\n")
print(round(tapply(cells$ratePer1000, list(cells$termName, cells$areaName), mean), 3))
