using System.Globalization;
using System.Text.RegularExpressions;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Settings;

/// <summary>Checks the values of an area's settings, beyond their format: codes, known names and usable ranges.</summary>
internal sealed partial class SettingsChecks(string file, IReadOnlyDictionary<string, int> lines)
{
    private readonly List<ValidationError> errors = [];

    public IReadOnlyList<ValidationError> Check(AreaSettings settings, string folder)
    {
        CheckIdentity(settings, folder);
        CheckContact(settings.Contact);
        CheckPrivacy(settings.Privacy);
        CheckPlaces("authorities", settings.Authorities, AuthorityCode(), "a local authority district such as E06000016", codesNeeded: true);
        CheckPlaces("authoritiesOutsideOffer", settings.AuthoritiesOutsideOffer, AuthorityCode(), "a local authority district such as E06000016",
            codesNeeded: true);
        CheckPlaces("focusPlaces", settings.FocusPlaces, OnsCode(), "an ONS code such as E05014682", codesNeeded: false);
        CheckPlaces("practiceLocations", settings.PracticeLocations, PracticeLocation(), "a sub-board location such as 04C, or of an authority",
            codesNeeded: true);
        CheckEach("postcodeDistricts", settings.PostcodeDistricts, district => PostcodeDistrict().IsMatch(district),
            "is not a postcode district such as LE4: list each one");
        CheckNetworks(settings.Networks);
        new LimitChecks(Add, CheckText).Check(settings.Limits);
        CheckNames("requirements", settings.Requirements.Keys, RequirementNames.All);
        foreach (var (name, requirement) in settings.Requirements) CheckText($"requirements.{name}.source", requirement.Source);
        CheckTargets(settings.Targets);
        CheckCodes("questions", [.. settings.Questions.Select(question => question.Code)]);
        new QuestionSettingsChecks(Add, CheckText, CheckEach).Check(settings.Questions);
        CheckMessages(settings.Messages);
        CheckLists(settings.Lists);
        return errors;
    }

    private void CheckIdentity(AreaSettings settings, string folder)
    {
        if (!Codes.IsCode(settings.Code)) Add("code", $"\"{settings.Code}\" is not a code: use lower-case words with hyphens.");
        else if (settings.Code != folder) Add("code", $"The code is \"{settings.Code}\" but the folder is \"{folder}\"; they must be the same.");
        CheckText("name", settings.Name);
        foreach (var (language, name) in settings.Names) CheckText($"names.{language}", name);
        CheckText("serviceName", settings.ServiceName);
        CheckText("board.name", settings.Board.Name);
        if (settings.Board.Ods is { } ods && !BoardOds().IsMatch(ods)) Add("board.ods", $"\"{ods}\" is not the ODS code of a board, such as QK1.");
        if (!BoardOns().IsMatch(settings.Board.Ons)) Add("board.ons", $"\"{settings.Board.Ons}\" is not the ONS code of a board, such as E54000015.");
        CheckEach("board.subBoards", settings.Board.SubBoards, code => OdsCode().IsMatch(code), "is not a sub-board location such as 04C");
        CheckEach("languages", settings.Languages, tag => LanguageTag().IsMatch(tag), "is not a language tag such as \"en\", \"gu\" or \"pt-BR\"");
        if (settings.Languages.Count == 0) Add("languages", "List at least one language.");
        if (settings.ReferralSources.Count == 0) Add("referralSources", "At least one door has to be open.");
        if (settings.ReferralSources.Distinct().Count() != settings.ReferralSources.Count) Add("referralSources", "A door is listed twice.");
        if (lines.ContainsKey("followUps")) Add("followUps", "Put follow-ups in follow-ups.json beside this file.");
    }

    private void CheckContact(AreaContact contact)
    {
        if (contact.Phone is { } phone && !PhoneNumber().IsMatch(phone)) Add("contact.phone", $"\"{phone}\" is not a telephone number.");
        if (contact.Email is { } email && !EmailAddress.IsValid(email)) Add("contact.email", $"\"{email}\" is not an e-mail address.");
        if (contact.TeamEmail is { } team && !EmailAddress.IsValid(team)) Add("contact.teamEmail", $"\"{team}\" is not an e-mail address.");
        if (contact.TeamHours is { } hours && hours.From >= hours.Until) Add("contact.teamHours", "They have to end after they begin, on the same day.");
        if (contact.WorkingDaysToContact is { } days)
        {
            if (days.Value is < 1 or > 60) Add("contact.workingDaysToContact.value", "It has to be between 1 and 60 working days.");
            CheckText("contact.workingDaysToContact.source", days.Source);
        }
        if (contact.AttemptsBeforeWriting is { } attempts)
        {
            if (attempts.Value is < 1 or > 20) Add("contact.attemptsBeforeWriting.value", "It has to be between 1 and 20 attempts.");
            CheckText("contact.attemptsBeforeWriting.source", attempts.Source);
        }
        CheckWeb("contact.web", contact.Web);
    }

    private void CheckPrivacy(AreaPrivacy privacy)
    {
        if (privacy.Controller is { } controller) CheckText("privacy.controller", controller);
        if (privacy.Email is { } email && !EmailAddress.IsValid(email)) Add("privacy.email", $"\"{email}\" is not an e-mail address.");
        CheckWeb("privacy.web", privacy.Web);
    }

    private void CheckWeb(string path, string? web)
    {
        if (web is not null && !(Uri.TryCreate(web, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
            Add(path, $"\"{web}\" is not a web address: begin with https://.");
    }

    private void CheckPlaces(string path, IReadOnlyList<Place> places, Regex form, string example, bool codesNeeded)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < places.Count; i++)
        {
            CheckText(At(path, i) + ".name", places[i].Name);
            if (codesNeeded && places[i].Codes.Count == 0) Add(At(path, i), $"{places[i].Name} has no code. Names change; give the code of {example}.");
            for (var j = 0; j < places[i].Codes.Count; j++)
            {
                var code = places[i].Codes[j];
                if (!form.IsMatch(code)) Add(At(At(path, i) + ".codes", j), $"\"{code}\" is not the code of {example}.");
                else if (!seen.Add(code)) Add(At(At(path, i) + ".codes", j), $"The code {code} is listed twice.");
            }
        }
    }

    private void CheckNetworks(IReadOnlyList<CareNetwork> networks)
    {
        var keys = new Dictionary<string, string>();
        for (var i = 0; i < networks.Count; i++)
        {
            var network = networks[i];
            CheckText(At("networks", i) + ".name", network.Name);
            if (!Codes.IsCode(network.Partner))
                Add(At("networks", i) + ".partner", $"\"{network.Partner}\" is not the code of a partner: use lower-case words with hyphens.");
            CheckEach(At("networks", i) + ".codes", network.Codes, code => NetworkCode().IsMatch(code),
                "is not the ODS code of a primary care network such as U12345");
            foreach (var key in network.Codes.Concat(network.Aliases.Prepend(network.Name).Select(AreaPlaces.NameKey)).Distinct())
            {
                if (!keys.TryAdd(key, network.Name))
                    Add(At("networks", i), $"{network.Name} and {keys[key]} share the name or code \"{key}\", which makes it ambiguous.");
            }
        }
    }

    private void CheckMessages(IReadOnlyList<OwnMessage> messages)
    {
        CheckCodes("messages", [.. messages.Select(message => message.Code)]);
        for (var i = 0; i < messages.Count; i++) CheckText(At("messages", i) + ".purpose", messages[i].Purpose);
    }

    private void CheckTargets(IReadOnlyList<Target> targets)
    {
        CheckCodes("targets", [.. targets.Select(target => target.Code)]);
        for (var i = 0; i < targets.Count; i++)
        {
            CheckText(At("targets", i) + ".name", targets[i].Name);
            CheckText(At("targets", i) + ".source", targets[i].Source);
            if (targets[i].Number < 1) Add(At("targets", i) + ".number", "A target has to be above 0.");
        }
    }

    private void CheckLists(IReadOnlyDictionary<string, IReadOnlyList<ListEntry>> lists)
    {
        foreach (var (name, entries) in lists)
        {
            CheckCodes($"lists.{name}", [.. entries.Select(entry => entry.Code)]);
            for (var i = 0; i < entries.Count; i++) CheckText(At($"lists.{name}", i) + ".name", entries[i].Name);
        }
    }

    private void CheckCodes(string path, IReadOnlyList<string> codes)
    {
        for (var i = 0; i < codes.Count; i++)
        {
            if (!Codes.IsCode(codes[i])) Add(At(path, i) + ".code", $"\"{codes[i]}\" is not a code: use lower-case words with hyphens.");
            else if (codes.Take(i).Contains(codes[i])) Add(At(path, i) + ".code", $"The code \"{codes[i]}\" is used twice.");
        }
    }

    // A misspelt name would silently have no effect, so only names read by a rule or plan are accepted.
    private void CheckNames(string path, IEnumerable<string> names, IReadOnlyList<string> known)
    {
        foreach (var name in names.Where(name => !known.Contains(name)))
            Add($"{path}.{name}", $"No rule reads \"{name}\". The names are: {string.Join(", ", known)}.");
    }

    private void CheckEach(string path, IReadOnlyList<string> values, Func<string, bool> isGood, string says)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (!isGood(values[i])) Add(At(path, i), $"\"{values[i]}\" {says}.");
            else if (values.Take(i).Contains(values[i])) Add(At(path, i), $"\"{values[i]}\" is listed twice.");
        }
    }

    private void CheckText(string path, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) Add(path, $"\"{path}\" is empty.");
        else if (text.Length > 500) Add(path, $"\"{path}\" is longer than 500 characters.");
    }

    // What is missing has no line of its own: it stands where it should have been.
    private void Add(string path, string says)
    {
        int line;
        for (; !lines.TryGetValue(path, out line) && path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))]) { }
        errors.Add(new(file, path.Length == 0 ? null : line, says));
    }

    private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    [GeneratedRegex(@"^[A-Z0-9]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex BoardOds();

    [GeneratedRegex(@"^E54[0-9]{6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex BoardOns();

    [GeneratedRegex(@"^E0[6-9][0-9]{6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AuthorityCode();

    [GeneratedRegex(@"^E[0-9]{8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OnsCode();

    [GeneratedRegex(@"^[A-Z0-9]{3,6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OdsCode();

    [GeneratedRegex(@"^([A-Z0-9]{3,6}|E0[6-9][0-9]{6})\z", RegexOptions.CultureInvariant)]
    private static partial Regex PracticeLocation();

    [GeneratedRegex(@"^U[0-9]{5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NetworkCode();

    [GeneratedRegex(@"^[A-Z]{1,2}[0-9][A-Z0-9]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PostcodeDistrict();

    [GeneratedRegex(@"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();

    [GeneratedRegex(@"^\+?[0-9 ()]{7,24}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneNumber();
}
