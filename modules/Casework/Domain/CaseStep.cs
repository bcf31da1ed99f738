namespace WorkWell.Casework;

/// <summary>Something that a coach did with a case, as its history tells it.</summary>
/// <param name="What">What was done.</param>
/// <param name="Colleague">Whose case it became.</param>
/// <param name="Note">What they wrote with it.</param>
internal sealed record CaseStep(CaseStep.Kind What, string? Colleague = null, string? Note = null)
{
    /// <summary>The kinds. The names are stored, and those of the audit trail.</summary>
    internal enum Kind
    {
        /// <summary>A coach took it from the queue.</summary>
        Taken,

        /// <summary>It was given to a coach.</summary>
        Allocated,

        /// <summary>It went back to the queue.</summary>
        GivenBack,

        /// <summary>Its coach works here no more, and it went back to the queue by itself.</summary>
        CoachLeft,

        /// <summary>It was handed over to a colleague.</summary>
        HandedOver,

        /// <summary>It was paused.</summary>
        Paused,

        /// <summary>It went on.</summary>
        Resumed,

        /// <summary>It was closed.</summary>
        Closed,

        /// <summary>It was opened again.</summary>
        Reopened,
    }
}
