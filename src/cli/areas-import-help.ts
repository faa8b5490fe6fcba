/** Which files `areas import` takes and their columns, those in brackets being optional: what its help lists. */
export const IMPORT_HELP = `
Files of CSV, or a sheet of a workbook (.xlsx, .ods, .xls), with or without titles above the header, known by their columns, whatever they are called and whatever the year in a header ([…] may be lacking):
  areas         code, name, type [, other_names, parents, valid_from, valid_to, successors, year, vintage, source,
                population, population_0_4, population_5_9 … population_80_84, population_85_plus, population_0_17,
                population_18_64, population_65_plus]; lists are parted by ; or |
  small areas   code, parents, latitude, longitude, population, year [, name, deprivation_decile, vintage, source,
                population_0_4 … as above]
  populations   a column of GSS codes, and All ages, 0, 1 … 90, Aged 0 to 4, age_65_plus … as the ONS publishes mid-year
                estimates and census tables, or a row an age (age, value [, sex]) [, year or date, vintage, source]; without
                a year, a title or the file's name has to state it (mid-2023, census2021)
  names         LAD25CD, LAD25NM [, LAD25NMW] and the like (ladcode21, laname21; LSOA 2021 Code; LA code, LA name); more of
                them are what the first lie in (look-ups, LSOA ones too)
  other names   la-name (or alias, variant), and gss-code, code, or the local-authority-code of a register imported before
  history       one kind of several years: ltla22_code, ltla22_name, ltla23_code, ltla23_name
  successors    code, successor [, name, successor_name, from]: a row each pair. One that begins later than today takes
                effect on its day; also Changes.csv of the Code History Database
  registers     gss-code, nice-name [, official-name, start-date, end-date, replaced-by, former-gss-codes, county-la,
                combined-authority, local-authority-code], or code, name, region_code, upper_tier_code,
                combined_authority_code [, code_2025, population_2021]
  postcodes     NSPL or ONSPD: pcds (or pcd7), lat, long, and one of lsoa21cd, wd25cd, lad25cd, icb25cd [, doterm]
GeoJSON in degrees whose properties have the code (code, LAD25CD): boundaries.

Each file is answered with the columns taken and ignored; one that is refused, with the column that is missing (exit code 1).`
