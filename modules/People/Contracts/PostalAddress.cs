using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace WorkWell.People.Contracts;

/// <summary>A postal address as lines. A letter is delivered only where the last line is a UK postcode or the name of a country.</summary>
public static partial class PostalAddress
{
    private static readonly FrozenSet<string> Countries = """
        Afghanistan|Albania|Algeria|Andorra|Angola|Antigua and Barbuda|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados
        |Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia and Herzegovina|Botswana|Brazil|Brunei|Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon|Canada
        |Cape Verde|Central African Republic|Chad|Chile|China|Colombia|Comoros|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Czechia|Denmark|Djibouti
        |Dominica|Dominican Republic|East Timor|Ecuador|Egypt|El Salvador|Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon
        |Gambia|Georgia|Germany|Ghana|Gibraltar|Greece|Grenada|Guatemala|Guinea|Guinea-Bissau|Guyana|Haiti|Honduras|Hong Kong|Hungary|Iceland|India
        |Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon
        |Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Marshall Islands|Mauritania|Mauritius|Mexico
        |Micronesia|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria
        |North Korea|North Macedonia|Norway|Oman|Pakistan|Palau|Palestine|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Qatar
        |Republic of Ireland|Romania|Russia|Rwanda|Samoa|San Marino|Saudi Arabia|Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia
        |Solomon Islands|Somalia|South Africa|South Korea|South Sudan|Spain|Sri Lanka|St Kitts and Nevis|St Lucia|St Vincent|Sudan|Suriname|Sweden|Switzerland
        |Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tonga|Trinidad and Tobago|Tunisia|Turkey|Turkmenistan|Tuvalu|Uganda|Ukraine|United Arab Emirates
        |United States|United States of America|Uruguay|USA|Uzbekistan|Vanuatu|Vatican City|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe
        """.Split('|', StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a letter can be delivered.</summary>
    /// <param name="lines">The lines, the postcode or country last.</param>
    /// <returns>False for an address that no postal service accepts.</returns>
    public static bool CanBePosted(IReadOnlyList<string> lines) =>
        lines.Count >= 2 && (Postcode().IsMatch(lines[^1]) || Countries.Contains(lines[^1].Trim().TrimEnd('.')));

    /// <summary>Splits a line that ends in a UK postcode.</summary>
    /// <param name="line">The line, such as "Leicester, LE1 0ZA".</param>
    /// <returns>What stands before the postcode, which may be empty, and the postcode; null where the line has none.</returns>
    public static (string Before, string Postcode)? SplitPostcode(string line) =>
        EndsInPostcode().Match(line) is { Success: true } found ? (found.Groups[1].Value.Trim(' ', ','), found.Groups[2].Value) : null;

    [GeneratedRegex(@"^\s*([A-Z]{1,2}[0-9][A-Z0-9]?|GIR)\s*[0-9][A-Z]{2}\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"^(|.*[\s,])((?:[A-Z]{1,2}[0-9][A-Z0-9]?|GIR)\s?[0-9][A-Z]{2})\.?\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex EndsInPostcode();
}
