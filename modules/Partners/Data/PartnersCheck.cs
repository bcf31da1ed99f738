using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Partners;

/// <summary>Checks the values of an area's partners.json, beyond its format: codes, networks, numbers and addresses.</summary>
internal sealed class PartnersCheck : IAreaCheck
{
    public string Name => "partners";

    public IEnumerable<ValidationError> Check(Area area, string configFolder) => Read(area, configFolder).Errors;

    /// <summary>Reads and checks the file of an area.</summary>
    /// <param name="area">The area with its settings.</param>
    /// <param name="configFolder">The config folder.</param>
    /// <returns>The file, null when an error stops it; and all findings.</returns>
    public static (PartnersFile? File, IReadOnlyList<ValidationError> Errors) Read(Area area, string configFolder)
    {
        var reading = PartnersFile.Read(configFolder, area);
        ValidationError[] errors = [.. reading.Errors, .. reading.Value is { } file ? new Run(area, file, reading.Lines).Errors() : []];
        return (errors.Any(finding => !finding.IsAdvice) ? null : reading.Value, errors);
    }

    private sealed class Run(Area area, PartnersFile file, IReadOnlyDictionary<string, int> lines)
    {
        private readonly AreaPlaces places = new(area.Settings);
        private readonly HashSet<string> authorities = [.. area.Settings.Authorities.SelectMany(place => place.Codes)];

        public IEnumerable<ValidationError> Errors() =>
            [.. Organisations(), .. Twice("organisation", file.Organisations.Select((one, i) => (one.Code, $"organisations[{i}].code"))),
            .. Twice("service", ServiceCodes()), .. Whole()];

        private IEnumerable<ValidationError> Organisations()
        {
            for (var i = 0; i < file.Organisations.Count; i++)
            {
                var (organisation, at) = (file.Organisations[i], string.Create(CultureInfo.InvariantCulture, $"organisations[{i}]"));
                if (!Codes.IsCode(organisation.Code))
                    yield return Wrong($"{at}.code", $"\"{organisation.Code}\" is not a code: use lower-case words with hyphens.");
                if (string.IsNullOrWhiteSpace(organisation.Name)) yield return Wrong($"{at}.name", "The organisation has no name.");
                if (organisation.Email is { } email && !EmailAddress.IsValid(email))
                    yield return Wrong($"{at}.email", $"\"{email}\" is not an e-mail address.");
                if (organisation.Web is { } web && !IsWeb(web))
                    yield return Wrong($"{at}.web", $"\"{web}\" is not a web address: begin with https:// or http://.");
                if (organisation.Phone is { } phone && !phone.Any(char.IsAsciiDigit))
                    yield return Wrong($"{at}.phone", $"\"{phone}\" is not a telephone number.");
                for (var j = 0; j < organisation.Services.Count; j++)
                {
                    foreach (var finding in Service(organisation.Services[j], string.Create(CultureInfo.InvariantCulture, $"{at}.services[{j}]")))
                        yield return finding;
                }
            }
        }

        private IEnumerable<ValidationError> Service(ServiceEntry service, string at) =>
        [
            .. If(!Codes.IsCode(service.Code), $"{at}.code", $"\"{service.Code}\" is not a code: use lower-case words with hyphens."),
            .. If(string.IsNullOrWhiteSpace(service.Name), $"{at}.name", "The service has no name."),
            .. If(service.Capacity < 1, $"{at}.capacity", "The capacity must be 1 or more. To stop taking people, write \"isPaused\": true."),
            .. If(service.PausedUntil is not null && !service.IsPaused, $"{at}.pausedUntil", "\"pausedUntil\" needs \"isPaused\": true."),
            .. Each(service.HelpsWith, $"{at}.helpsWith", Need.All.Contains,
            need => $"\"{need}\" is not a need. The needs are: {string.Join(", ", Need.All)}."),
            .. Each(service.MeetingWays, $"{at}.meetingWays", MeetingWay.All.Contains,
            way => $"\"{way}\" is not a way of meeting. The ways are: {string.Join(", ", MeetingWay.All)}."),
            .. Each(service.Languages, $"{at}.languages", IsLanguage, language => $"\"{language}\" is not a language tag such as \"en\" or \"gu\"."),
            .. If(service.Languages.Count == 0, $"{at}.languages", "List at least one language."),
            .. Each(service.Networks, $"{at}.networks", network => places.FindNetwork(network, network) is not null,
            network => $"\"{network}\" is not the code, name or alias of a network in area.json."),
            .. Each(service.Catchment, $"{at}.catchment", IsKnownPlace,
            code => $"\"{code}\" is not a place of this area: use the code of one of its authorities, of a ward (E05...), of an LSOA (E01...) or of a " +
            "network in area.json."),
            .. Each(service.Offers, $"{at}.offers", IsOffer, offer => $"\"{offer}\" is not an offer of this area."),
        ];

        // Checks of the file as a whole: errors where a person would be sent to a partner that does not exist, advice where the area's own team can step in.
        private IEnumerable<ValidationError> Whole()
        {
            if (area.Programme is null && !file.Services().Any(service => service.Coaches))
                yield return Wrong("", "No service says \"coaches\": true, so every referral goes to the area's own team.") with { IsAdvice = true };
            foreach (var network in area.Settings.Networks)
            {
                if (file.Organisations.All(organisation => organisation.Code != network.Partner))
                    yield return Wrong(
                    "", $"area.json names the partner \"{network.Partner}\" for the network {network.Name}, but no organisation has that code.");
                else if (!file.Services().Any(service => service.Networks.Any(named => places.FindNetwork(named, named) == network)))
                    yield return Wrong("", $"No service lists the network {network.Name}.") with { IsAdvice = true };
            }
        }

        private IEnumerable<(string, string)> ServiceCodes() =>
            file.Organisations.SelectMany(
            (organisation, i) => organisation.Services.Select((service, j) => (service.Code, $"organisations[{i}].services[{j}].code")));

        private IEnumerable<ValidationError> Twice(string what, IEnumerable<(string Code, string At)> codes) =>
            codes.GroupBy(one => one.Code).SelectMany(same => same.Skip(1))
            .Select(again => Wrong(again.At, $"Another {what} already has the code \"{again.Code}\"."));

        private bool IsKnownPlace(string code) => authorities.Contains(code) || IsSmallPlace(code) || places.FindNetwork(code, null) is not null;

        private bool IsOffer(string offer) => Codes.IsCode(offer) && (area.Programme is null || area.Programme.Offers.Any(one => one.Code == offer));

        private static bool IsSmallPlace(string code) =>
            code.Length == 9 && code[..3] is "E05" or "E01" && code.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

        private static bool IsLanguage(string tag) =>
            tag.Split('-') is [{ Length: 2 or 3 } language, ..] && language.All(char.IsAsciiLetterLower)
            && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

        private static bool IsWeb(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http";

        private IEnumerable<ValidationError> Each(IReadOnlyList<string> values, string at, Func<string, bool> isRight, Func<string, string> says) =>
            values.SelectMany((value, i) => If(!isRight(value), string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]"), says(value)));

        private IEnumerable<ValidationError> If(bool isWrong, string at, string says) => isWrong ? [Wrong(at, says)] : [];

        private ValidationError Wrong(string at, string says) =>
            new($"config/areas/{area.Code}/partners.json", lines.TryGetValue(at, out var line) ? line : null, says);
    }
}
