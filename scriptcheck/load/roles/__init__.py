"""Who is who: labels that name a role, and roles inferred from what is said.

``labels`` reads labels with the words of ``label_words``; ``unknown_labels`` keeps those that name
no role. ``features.yaml`` lists what one side says and the other hardly ever does, ``features``
finds it, ``voices`` gathers what each label says, ``classify`` decides, ``swap`` looks for labels
that change hands, ``warnings`` puts the outcome into words, and ``infer`` gives turns their roles.
"""
