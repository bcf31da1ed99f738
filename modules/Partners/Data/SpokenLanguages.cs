using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Partners;

/// <summary>The languages to search by: those of the pages, and those that services offer.</summary>
internal sealed class SpokenLanguages(IAreaCatalogue catalogue, IPartnerDirectory partners)
{
    /// <summary>Language tags, those of the pages first.</summary>
    public async ValueTask<IReadOnlyList<string>> AllAsync(ITexts texts, CancellationToken cancellationToken)
    {
        var spoken = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var area in catalogue.Ready.Keys)
            foreach (var service in await partners.ServicesAsync(area, cancellationToken)) spoken.UnionWith(service.Languages);
        return [.. texts.Languages.Select(language => language.Tag).Union(spoken, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>A language's name in that language, and in English for anyone helping with the search.</summary>
    public static Text NameOf(string tag)
    {
        var language = CultureInfo.GetCultureInfo(tag);
        var own = language.NativeName;
        return new Text(own == language.EnglishName ? own : $"{own} – {language.EnglishName}") { Language = tag,
            Direction = language.TextInfo.IsRightToLeft ? "rtl" : "ltr" };
    }
}
