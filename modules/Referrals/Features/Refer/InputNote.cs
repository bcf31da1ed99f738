using WorkWell.Areas.Sdk;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>A warning about an answer, as the form shows it.</summary>
/// <param name="Step">The question's key.</param>
/// <param name="Ask">The question.</param>
/// <param name="Words">What we noticed.</param>
internal sealed record InputNote(string Step, Text Ask, Text Words)
{
    /// <summary>Puts warnings into words.</summary>
    public static IReadOnlyList<InputNote> Of(IReadOnlyList<InputWarning> warnings, ReferralSource referralSource, ITexts texts) =>
    [
        .. warnings.Select(warning => (Step: ReferralFlow.StepOf(warning.Field), Warning: warning)).Select(
            one => new InputNote(one.Step, texts[FormWords.Key(texts, one.Step.Replace('/', '-'), referralSource)],
                one.Warning.In(texts, isAboutThem: referralSource != ReferralSource.Self))),
    ];
}
